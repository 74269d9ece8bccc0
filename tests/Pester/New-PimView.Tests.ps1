# Making views.

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

Describe 'New-PimView' {
    BeforeEach {
        Select-PimSession $session
        Get-PimView | Where-Object Code -In One, Two | Remove-PimView -Confirm:$false
    }

    It 'makes one and gives it' {
        $view = New-PimView One -Label 'The first' -Comment 'Why' -Attribute @{ sku = @{ attribute = 'No' }; title = @{ readonly = 'y' } }
        $view.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.View'
        $view.Code | Should -Be One
        $view.Label | Should -Be 'The first'
        $view.Comment | Should -Be Why
        $view.Attributes.sku.attribute | Should -Be No
        $view.Attributes.title.readonly | Should -Be y
        (Get-PimView One | ConvertTo-Json -Depth 9) | Should -Be ($view | ConvertTo-Json -Depth 9)
    }

    It 'shows attributes that are given as codes under their own names' {
        (New-PimView One -Attribute sku, title).Attributes.PSObject.Properties.Value.attribute | Should -Be sku, title
        ([pscustomobject]@{ Code = 'Two'; Attributes = 'sku, price' } | New-PimView).Attributes.PSObject.Properties.Name | Should -Be sku, price
    }

    It 'makes many: <What>' -ForEach @(
        @{ What = 'tables'; Script = { @{ code = 'One' }, @{ code = 'Two' } | New-PimView } }
        @{ What = 'rows'; Script = { "Code,Label`nOne,a`nTwo,b" | ConvertFrom-Csv | New-PimView } }
        @{ What = 'lines of JSON'; Script = { '{"code":"One"}', '{"code":"Two"}' | New-PimView } }
        @{ What = 'views that were read'; Script = { Get-PimView Web, Erp | ForEach-Object { $_.Code = if ($_.Code -eq 'Web') { 'One' } else { 'Two' }; $_ } | New-PimView } }
    ) {
        (& $Script).Code | Should -Be One, Two
        (Get-PimView One, Two).Code | Should -Be One, Two
    }

    It 'says what the server refuses, and goes on' {
        $made = @{ code = 'Web' }, @{ code = 'a b' }, @{ code = 'One' } | New-PimView -ErrorAction SilentlyContinue -ErrorVariable failed
        $made.Code | Should -Be One
        $failed.FullyQualifiedErrorId | Should -Be (, 'PimRefused,PimPowerShell.Commands.Pims.NewPimViewCommand' * 2)
        "$($failed[0])" | Should -Match 'same name'
        $failed[0].TargetObject.code | Should -Be Web
    }

    It 'says what is wrong before it sends: <What>' -ForEach @(
        @{ What = 'no code'; Script = { @{ label = 'x' } | New-PimView }; Match = 'code' }
        @{ What = 'no such field'; Script = { @{ code = 'One'; colour = 'x' } | New-PimView }; Match = 'colour' }
    ) {
        $seen = Measure-Request $sandbox { & $Script 2>&1 }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($seen.Output[0])" | Should -Match $Match
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $sandbox { New-PimView One -WhatIf }).Requests | Should -Be 0
    }
}
