# Changing views.

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

Describe 'Set-PimView' {
    BeforeEach {
        Select-PimSession $session
        foreach ($code in 'One', 'Two') {
            if ($code -in (Get-PimView).Code) { Remove-PimView $code -Confirm:$false }
            $null = New-PimView $code -Attribute sku, title -Label $code
        }
    }

    It 'changes what is named and nothing else' {
        Set-PimView One -Comment 'Why' | Should -BeNullOrEmpty
        $view = Get-PimView One
        $view.Comment | Should -Be Why
        $view.Label | Should -Be One
        $view.Attributes.PSObject.Properties.Name | Should -Be sku, title
        (Get-PimView Two).Comment | Should -BeNullOrEmpty
    }

    It 'replaces the attributes, and gives the view with -PassThru' {
        $view = Set-PimView One -Attribute price -PassThru
        $view.Code | Should -Be One
        $view.Attributes.PSObject.Properties.Name | Should -Be price
    }

    It 'changes many: <What>' -ForEach @(
        @{ What = 'an array'; Script = { Set-PimView One, Two -Label new } }
        @{ What = 'names from the pipe'; Script = { 'One', 'Two' | Set-PimView -Label new } }
        @{ What = 'views that were read'; Script = { Get-PimView One, Two | Set-PimView -Label new } }
        @{ What = 'views that were edited'; Script = { Get-PimView One, Two | ForEach-Object { $_.Label = 'new'; $_ } | Set-PimView } }
        @{ What = 'rows by property name'; Script = { "Code,Label`nOne,new`nTwo,new" | ConvertFrom-Csv | Set-PimView } }
    ) {
        & $Script
        (Get-PimView One, Two).Label | Should -Be new, new
        (Get-PimView One).Attributes.PSObject.Properties.Name | Should -Be sku, title
    }

    It 'changes nothing when what was read is sent back' {
        $before = Get-PimView | ConvertTo-Json -Depth 9
        Get-PimView | Set-PimView
        Get-PimView | ConvertTo-Json -Depth 9 | Should -Be $before
    }

    It 'never makes one: an error, non-terminating, and goes on' {
        Set-PimView no_such, One -Label new -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].CategoryInfo.Category | Should -Be ObjectNotFound
        $failed[0].TargetObject | Should -Be no_such
        (Get-PimView One).Label | Should -Be new
        (Get-PimView).Code | Should -Not -Contain no_such
    }

    It 'says when there is nothing to change, before it sends' {
        $seen = Measure-Request $sandbox { Set-PimView One 2>&1 }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($seen.Output[0])" | Should -Match '-Label, -Comment, -Attribute'
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { Set-PimView One, Two -Label new -WhatIf }).Requests | Should -Be 0
    }
}
