# Deleting views.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 30 }
    $session = Connect-PimsSandbox $sandbox @{ Name = 'keys' }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Remove-PimView' {
    BeforeEach {
        Select-PimSession $session
        foreach ($code in 'One', 'Two') {
            if ($code -in (Get-PimView).Code) { Remove-PimView $code -Confirm:$false }
            $null = New-PimView $code -Attribute sku, title -Label $code
        }
    }

    It 'deletes one and gives nothing' {
        Remove-PimView One -Confirm:$false | Should -BeNullOrEmpty
        (Get-PimView).Code | Should -Be 'Default', 'Web', 'Erp', 'Two'
    }

    It 'deletes many: <What>' -ForEach @(
        @{ What = 'an array'; Script = { Remove-PimView One, Two -Confirm:$false } }
        @{ What = 'names from the pipe'; Script = { 'One', 'Two' | Remove-PimView -Confirm:$false } }
        @{ What = 'views that were read'; Script = { Get-PimView One, Two | Remove-PimView -Confirm:$false } }
        @{ What = 'rows by property name'; Script = { "Code`nOne`nTwo" | ConvertFrom-Csv | Remove-PimView -Confirm:$false } }
    ) {
        & $Script
        (Get-PimView).Code | Should -Be 'Default', 'Web', 'Erp'
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        Remove-PimView no_such, One -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].CategoryInfo.Category | Should -Be ObjectNotFound
        $failed[0].TargetObject | Should -Be no_such
        "$($failed[0])" | Should -Match 'View does not exist'
        (Get-PimView).Code | Should -Not -Contain One
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { Remove-PimView One, Two -WhatIf }).Requests | Should -Be 0
    }
}
